package io.reelgate.catalog.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Finds the line of a place in a YAML text: of the place itself, or of the nearest thing around it
/// that is there.
final class LineFinder {
  private LineFinder() {}

  /// @return from 1; 0 where the text cannot tell
  static int line(String yaml, Place place) {
    try {
      LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
      return new Compose(settings).composeString(yaml).map(top -> line(top, place)).orElse(0);
    } catch (YamlEngineException malformed) {
      return 0;
    }
  }

  private static int line(Node top, Place place) {
    Node node = top;
    int line = line(node);
    for (Object step : place.steps()) {
      if (node instanceof MappingNode members) {
        Optional<NodeTuple> member = member(members, step.toString());
        if (member.isEmpty()) {
          return line;
        }
        line = line(member.get().getKeyNode());
        node = member.get().getValueNode();
      } else if (node instanceof SequenceNode list
          && step instanceof Integer index
          && index < list.getValue().size()) {
        node = list.getValue().get(index);
        line = line(node);
      } else {
        return line;
      }
    }
    return line;
  }

  private static Optional<NodeTuple> member(MappingNode members, String name) {
    return members.getValue().stream()
        .filter(each -> each.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .findFirst();
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
  }
}
